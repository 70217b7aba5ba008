(ns login
  "A server and its visitor in one script: logs in, and reads the session back from the cookie."
  (:require ["ironseal" :refer [applySession]]
            ["node:http" :as http]
            [promesa.core :as p]))

(def options
  #js {:password (or js/process.env.SESSION_PASSWORD "a password of at least 32 characters")
       :cookieName "nbb"
       :cookieOptions #js {:secure false}})

(defn handle [^js req res]
  (p/let [_ (applySession req res options)
          session (.-session req)]
    (p/do
      (when (= (.-url req) "/login")
        (.set session "user" #js {:name "Ada"})
        (.save session))
      (.end res (js/JSON.stringify (or (.get session "user") nil))))))

(defn ask [url cookie]
  (p/let [response (js/fetch url (when cookie #js {:headers #js {:cookie cookie}}))
          text (.text response)]
    {:text text
     :cookie (some-> (.. response -headers getSetCookie) first (.split ";") first)}))

(def server (http/createServer handle))

(.listen server 0 "127.0.0.1"
  (fn []
    (p/let [site (str "http://127.0.0.1:" (.. server address -port))
            before (ask site nil)
            login (ask (str site "/login") nil)
            after (ask site (:cookie login))]
      (println "before:" (:text before))
      (println "after: " (:text after))
      (.closeAllConnections server)
      (.close server))))
